// A real OpenID Connect provider on a port of 127.0.0.1, with one client and people who are whoever they say.
// Arguments: where oidc-provider is installed, the port, the address to come back to, seconds its clock is off.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [modules, port, back, home, skew] = process.argv.slice(2);
const real = Date.now;
Date.now = () => real() + Number(skew) * 1000;

const require = createRequire(path.join(modules, "package.json"));
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);

const PEOPLE = {
  an: { email: "an@lan-toa.invalid", email_verified: true, preferred_username: "province" },
  khong: { email: "khong@lan-toa.invalid", email_verified: true, preferred_username: "khong-ai" },
  gia: { email: "an@lan-toa.invalid", email_verified: false, preferred_username: "gia" },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "lan-toa",
    client_secret: "chi-dung-khi-kiem-thu",
    redirect_uris: [back],
    post_logout_redirect_uris: [home],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["chi-dung-khi-kiem-thu"] },
  ttl: { Interaction: 86400, Session: 86400, Grant: 86400, IdToken: 3600 },
  pkce: { required: () => true },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
});
provider.on("server_error", (_context, error) => console.error(error));
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
