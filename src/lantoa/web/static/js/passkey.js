// Passkeys: asks the server for a challenge, lets the device answer, and sends the answer in the form itself.
// Forms are marked data-passkey="sign-in" or "register"; without this script their buttons stay hidden.

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function letters(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function ask(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.ask, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Error("refused");
  return answer.json();
}

function known(list) {
  return (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
}

async function register(form) {
  const options = await ask(form);
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  });
  return {
    id: made.id,
    rawId: letters(made.rawId),
    type: made.type,
    response: {
      attestationObject: letters(made.response.attestationObject),
      clientDataJSON: letters(made.response.clientDataJSON),
    },
  };
}

async function signIn(form) {
  const options = await ask(form);
  const made = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: known(options.allowCredentials),
    },
  });
  const handle = made.response.userHandle;
  return {
    id: made.id,
    rawId: letters(made.rawId),
    type: made.type,
    response: {
      authenticatorData: letters(made.response.authenticatorData),
      clientDataJSON: letters(made.response.clientDataJSON),
      signature: letters(made.response.signature),
      userHandle: handle ? letters(handle) : null,
    },
  };
}

function begin(form) {
  const refused = form.querySelector("[data-passkey-refused]");
  form.addEventListener("submit", async (event) => {
    const answer = form.querySelector("[name=answer]");
    if (answer.value) return;
    event.preventDefault();
    if (refused) refused.hidden = true;
    try {
      const made = await (form.dataset.passkey === "register" ? register(form) : signIn(form));
      answer.value = JSON.stringify(made);
      form.submit();
    } catch {
      if (refused) refused.hidden = false;
    }
  });
  for (const hidden of form.querySelectorAll("[data-passkey-button]")) hidden.hidden = false;
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    begin(form);
  }
}
