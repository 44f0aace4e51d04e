// Does to the page what Chrome's Translate does: puts two <font> elements in the place of every text and takes the text out,
// and does so again with every text that appears or changes. The words stay as they are, so that a walk can read them.
(() => {
  const KEPT = "[translate=no], font, script, style, svg, textarea, title";
  const wrap = (text) => {
    if (!text.parentNode || !text.data.trim() || text.parentElement.closest(KEPT)) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = text.data;
    outer.append(inner);
    text.parentNode.insertBefore(outer, text);
    text.parentNode.removeChild(text);
    globalThis.__translated = (globalThis.__translated ?? 0) + 1;
  };
  const all = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return wrap(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(wrap);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") wrap(target);
      else addedNodes.forEach((node) => node.isConnected && all(node));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
