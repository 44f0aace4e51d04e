// A page that the browser translates. Chrome's Translate puts an element of its own, a `<font>`, in the place of each text
// and takes the text out of the page. The panel knows nothing of that: it would go on changing its words where nobody sees
// them, and could not take away what stands there instead. So a text that was taken out goes back to its place at the very
// moment the panel turns to it again; the translator sees a new text there and translates that.
//
// Only texts that were replaced are touched, so a page that nobody translates pays for nothing but the looking.
const textsOf = new WeakMap();
const standInOf = new WeakMap();
const ASKED = ["nodeValue", "parentNode", "remove"];

// The texts that this element stands for go back to its place, but for those that stand somewhere again.
const putBack = (standIn) => {
  const texts = textsOf.get(standIn) ?? [];
  textsOf.delete(standIn);
  for (const text of texts) {
    standInOf.delete(text);
    for (const name of ASKED) delete text[name];
  }
  standIn.replaceWith(...texts.filter((text) => !text.parentNode));
};

const replaced = (text, standIn) => {
  textsOf.set(standIn, [...(textsOf.get(standIn) ?? []), text]);
  standInOf.set(text, standIn);
  const first = (then) => (...given) => {
    putBack(standIn);
    return then(...given);
  };
  const own = (how) => ({ configurable: true, ...how });
  Object.defineProperties(text, {
    nodeValue: own({ get: () => text.data, set: first((value) => (text.nodeValue = value)) }),
    parentNode: own({ get: first(() => text.parentNode) }),
    remove: own({ value: first(() => text.remove()) }),
  });
};

const isStandIn = (node) => node?.nodeName === "FONT";

new MutationObserver((changes) => {
  const fresh = new Set();
  const loose = [];
  for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of changes) {
    for (const node of addedNodes) {
      if (standInOf.has(node)) putBack(standInOf.get(node));
      if (!isStandIn(node)) continue;
      fresh.add(node);
      // A text may be taken out before something is put there in its stead.
      const at = loose.findIndex((it) => it.target === target && it.before === previousSibling && it.behind === nextSibling);
      if (at >= 0) replaced(loose.splice(at, 1)[0].text, node);
    }
    for (const text of removedNodes) {
      if (text.nodeType !== Node.TEXT_NODE || text.parentNode) continue;
      const standIn = [...addedNodes, previousSibling, nextSibling].find((node) => fresh.has(node));
      if (standIn) replaced(text, standIn);
      else loose.push({ text, target, before: previousSibling, behind: nextSibling });
    }
  }
}).observe(document, { subtree: true, childList: true });
