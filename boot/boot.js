// Starts the panel. This is the page's only script of its own: it reads what to load from its own tag, so that the page
// needs no inline script and every byte that runs is checked against a hash in index.html.
const { js, wasm, wasmIntegrity } = document.querySelector("script[data-wasm]").dataset;

// The panel's fixed markup reaches the page as text. Nothing that could run, load, navigate or submit may come that way;
// with no rule for scripts at all, code from text is refused outright.
const forbidden = /<\s*\/?\s*(script|iframe|object|embed|base|link|meta|form|style)\b|[\s"'/]on[a-z]+\s*=|javascript\s*:|srcdoc/i;
globalThis.trustedTypes?.createPolicy("default", { createHTML: (text) => (forbidden.test(text) ? null : text) });

try {
  const { default: init } = await import(js);
  await init({ module_or_path: fetch(wasm, { integrity: wasmIntegrity ?? "" }) });
} catch (cause) {
  const shell = document.getElementById("shell");
  if (shell) {
    shell.dataset.state = "failed";
    document.getElementById("shell-failed").hidden = false;
    document.getElementById("shell-cause").textContent = String(cause);
  }
  throw cause;
}
