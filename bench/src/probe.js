// Runs in every measured page before the page's own scripts. Clicks the one control until it answers, and notes when.
// `CONTROLS["PAGE"]` below stands for one entry of controls.js.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const { find, state } = CONTROLS["PAGE"];
  // Timers, not frames: they run whenever the main thread is free, which is when a person's click would be handled.
  const pause = 4;
  globalThis.firstView = new Promise((report) => {
    let control, before, usable;
    const answered = () => {
      if (usable === undefined && control && state(control) !== before) usable = performance.now();
      return usable !== undefined;
    };
    const watch = new MutationObserver(answered);
    const look = () => {
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      if (answered()) {
        watch.disconnect();
        if (paint) return report({ content: paint.startTime, usable });
      } else {
        const found = find();
        if (found && found !== control) {
          control = found;
          before = state(control);
          watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
        }
        control?.click();
        answered();
      }
      setTimeout(look, pause);
    };
    look();
  });
})();
