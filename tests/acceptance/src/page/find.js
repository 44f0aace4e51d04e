// Stands in every page before its own scripts: keeps what the browser complains of and what is announced, and finds
// things as a person or a screen reader would. It reads the page and leaves it as it is.
(() => {
  if (globalThis.__walk) return;
  const seen = (globalThis.__seen = { violations: [], announced: [], headless: [] });
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`);
  }, true);
  const regions = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const near = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const heard = [near?.closest(regions), ...[...addedNodes].filter((node) => node.matches?.(regions))];
      for (const region of heard) {
        const said = region && tidy(words(region));
        if (said && seen.announced.at(-1) !== said) seen.announced.push(said);
      }
    }
    // People who hear the page find their way by its heading: once the panel stands, there is one at any moment.
    const app = document.getElementById("app");
    if (app?.firstChild && !document.getElementById("shell") && !app.querySelector("h1")) {
      const without = `for a moment no h1: ${tidy(words(app.querySelector("main") ?? app)).slice(0, 120)}`;
      if (!seen.headless.includes(without)) seen.headless.push(without);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });

  const roles = {
    alert: "[role=alert]",
    button: "button, [role=button]",
    choice: "input[type=radio], input[type=checkbox]",
    dialog: "dialog[open]",
    disclosure: "summary",
    field: "input:not([type=radio], [type=checkbox], [type=hidden]), textarea, select",
    heading: "h1, h2, h3, h4, h5, h6",
    link: "a[href]",
    row: "tr",
    step: "ol > li:has(h2, h3)",
  };
  const tidy = (text) => text.replace(/\s+/g, " ").replace(/ ([:.,])/g, "$1").trim();
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true" || node.hidden) return "";
    if (node.tagName === "STYLE" || node.tagName === "SCRIPT") return "";
    return [...node.childNodes].map(words).join("");
  };
  const name = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return tidy(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
    if (element.ariaLabel) return tidy(element.ariaLabel);
    if (element.labels?.length) return tidy([...element.labels].map((label) => label.textContent).join(" "));
    if (element.matches(roles.step)) return tidy(words(element.querySelector("h2, h3")));
    if (element.matches(roles.row)) return tidy(element.innerText);
    return tidy([...element.childNodes].map(words).join(""));
  };
  // Behind an open dialog nothing can be reached, as for a person.
  const shown = (element) => {
    const front = [...document.querySelectorAll("dialog:modal")].at(-1);
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]") && (!front || front.contains(element));
  };
  // Exact names before beginnings, beginnings before what merely contains the words.
  const find = (role, wanted, inside) => {
    const all = [...(inside ?? document).querySelectorAll(roles[role])].filter(shown);
    const want = tidy(wanted).toLowerCase();
    const named = all.map((element) => [element, name(element).toLowerCase()]);
    for (const fits of [(it) => it === want, (it) => it.startsWith(want), (it) => it.includes(want)]) {
      const found = named.filter(([, it]) => fits(it)).map(([element]) => element);
      if (found.length) return found;
    }
    return [];
  };
  const usable = (element) => !element.disabled && element.ariaDisabled !== "true";
  const names = (role, inside) => [...(inside ?? document).querySelectorAll(roles[role])].filter(shown).map(name);

  const statuses = ["not started", "ready", "running", "waiting for you", "done", "failed", "outcome unknown", "skipped"];
  const step = (wanted) => {
    const [item] = find("step", wanted);
    if (!item || name(item) !== wanted) return null;
    const inside = [...item.querySelectorAll("span")].map((it) => tidy(words(it)));
    return {
      name: wanted,
      status: inside.find((text) => statuses.includes(text)) ?? "",
      means: tidy(words(item.querySelector("p") ?? item)),
      text: tidy(item.innerText),
      current: item.getAttribute("aria-current") === "step",
      controls: [...names("button", item), ...names("link", item)],
    };
  };
  // Steps that are folded away are not on screen.
  const steps = () =>
    [...document.querySelectorAll(roles.step)].map((item) => step(name(item))).filter((it) => it !== null);

  const screen = () => ({
    title: document.title,
    url: location.href,
    text: (document.querySelector("dialog:modal") ?? document.body).innerText,
    html: document.documentElement.outerHTML,
    headings: names("heading"),
    buttons: names("button"),
    links: names("link"),
    fields: names("field"),
  });
  const focused = () => {
    const at = document.activeElement;
    return at && at !== document.body ? `${at.tagName.toLowerCase()} ${name(at)}` : "nothing";
  };
  // What reaches over the right edge: the page must never scroll sideways.
  const over = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.outerHTML.slice(0, 160)} (to ${element.getBoundingClientRect().right})`)
      .slice(0, 8);
  };
  // Text as wide as people may set it (WCAG 1.4.12), which is wider than any usual font makes it: what fits then fits on
  // every computer, whatever fonts it has.
  const widened = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }";
  const overflow = () => {
    const found = over();
    const wide = new CSSStyleSheet();
    wide.replaceSync(widened);
    document.adoptedStyleSheets.push(wide);
    try {
      return [...found, ...over().map((it) => `with wide text ${it}`)];
    } finally {
      document.adoptedStyleSheets.pop();
    }
  };
  // Text of machines that a translator would take for words: what a person has to copy, type or compare as it stands.
  const machine = [
    /_(SEC|PUB)\b|_…|\w\.\.\.\w/,
    /\b[0-9a-f]{8}-[0-9a-f]{4}-|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b/,
    /(^|\s)\/[a-z][\w-]*(\/[\w.{}:-]+)+/,
    /\b(GET|POST|DELETE) \//,
    /\d{4}-\d\d-\d\dT\d\d/,
    /\bx-[a-z]+(-[a-z]+)+/,
    /^[A-Z][a-z]+\/[A-Z]\w+/,
  ];
  // Texts that a translator would change although they are machines', or have one of these names in them.
  const translatable = (names) => {
    const texts = document.createTreeWalker(document.getElementById("app") ?? document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (parentElement.closest("[translate=no], style, script")) continue;
      const fits = machine.some((shape) => shape.test(data)) || names.some((name) => data.includes(name));
      if (fits || parentElement.closest("code")) found.add(`${parentElement.outerHTML.slice(0, 80)}: ${tidy(data).slice(0, 160)}`);
    }
    return [...found].slice(0, 8);
  };

  globalThis.__walk = { find, focused, name, overflow, screen, seen, shown, step, steps, translatable, usable };
})();
