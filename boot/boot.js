// The page's first script, and the only one in index.html: it reads what to load from its own tag, so that the page needs no
// inline script and every byte that runs is checked against a hash in index.html. A changed copy of it starts nothing.
const own = document.currentScript;
const { js, jsIntegrity, derive, scan } = own.dataset;

// A browser lets each of these names be taken once, so they are taken before anything else runs. The panel's fixed markup
// reaches the page as text: nothing that could run, load, navigate or submit may come that way. With no rule for scripts at
// all, code from text is refused outright. The one script that the page adds is the one in the tag above; a worker runs a copy
// that src/browser/worker.rs made of its script and checked, or, where nothing is checked, the script in the tag.
const forbidden = /<\s*\/?\s*(script|iframe|object|embed|base|link|meta|form|style)\b|[\s"'/]on[a-z]+\s*=|javascript\s*:|srcdoc/i;
const only = (fits) => (address) => (fits(address) ? address : null);
const policy = (name, rules) => globalThis.trustedTypes?.createPolicy(name, rules) ?? rules;
policy("default", { createHTML: (text) => (forbidden.test(text) ? null : text), createScriptURL: only((it) => it === js) });
const worker = only((it) => it.startsWith(`blob:${location.origin}/`) || it === derive || it === scan);
Object.defineProperty(globalThis, "keyturnWorker", { value: policy("keyturn-worker", { createScriptURL: worker }) });

const failed = (cause) => {
  const shell = document.getElementById("shell");
  if (!shell) return;
  shell.dataset.state = "failed";
  document.getElementById("shell-failed").hidden = false;
  document.getElementById("shell-cause").textContent = String(cause);
};

// As a tag, the module is checked by every browser against its hash. An `import()` has no place for one.
const start = document.createElement("script");
start.type = "module";
start.integrity = jsIntegrity ?? "";
start.src = js;
start.addEventListener("error", () => failed(`${js} is missing on the server, or is not the file this page was made with`));
// What a module that cannot be read throws, it throws before it could say so itself.
addEventListener("error", ({ filename, message }) => filename === start.src && failed(message));
own.addEventListener("failed", ({ detail }) => failed(detail));
document.head.append(start);
