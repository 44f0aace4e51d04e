// Runs in every page before its own scripts: when the passphrase's field answers, and, once it is told the passphrase, when
// the list stands. Timers, not frames: they run whenever the page's thread is free.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const until = (what) =>
    new Promise((done) => {
      const look = () => {
        const found = what();
        if (found) return done(found);
        setTimeout(look, 4);
      };
      look();
    });
  const field = () => document.querySelector("input[autocomplete='current-password']");
  const write = (input, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const button = (name) => [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === name);
  globalThis.fieldAnswers = until(() => field() && button("Unlock")).then(() => performance.now());
  globalThis.listStands = async (passphrase, rows) => {
    write(field(), passphrase);
    await new Promise((next) => setTimeout(next, 500));
    const begun = performance.now();
    button("Unlock").click();
    await until(() => document.querySelectorAll("tbody tr").length >= rows);
    return performance.now() - begun;
  };
  globalThis.takeIn = async (text, passphrase) => {
    const file = await until(() => document.querySelector("input[type=file]"));
    const files = new DataTransfer();
    files.items.add(new File([text], "keyturn-sealed.json"));
    file.files = files.files;
    file.dispatchEvent(new Event("change", { bubbles: true }));
    write(field(), passphrase);
    button("Import").click();
    await until(() => button("Lock the vault now"));
  };
})();
