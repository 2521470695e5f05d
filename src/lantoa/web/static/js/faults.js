// The error summary takes the focus (autofocus does it on a full load; this does it after a fragment).
export function start(root) {
  const summary = root.querySelector("[data-faults]");
  if (summary) summary.focus();
}
