// What the page is told to do while opening a vault is measured. Every function gives a promise.
const PASSPHRASE = "four plain words in a row";

const until = async (what) => {
  for (;;) {
    const found = what();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 20));
  }
};

const named = (tag, name) =>
  [...document.querySelectorAll(tag)].find((it) => (it.labels?.[0] ?? it).textContent.trim() === name);

const write = (input, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
};

const calm = () => new Promise((next) => setTimeout(next, 1000));

// Runs something and says how long it took, and the longest that the page's thread did not come round meanwhile.
const timed = async (run) => {
  await calm();
  let longest = 0;
  let before = performance.now();
  let over = false;
  const { port1, port2 } = new MessageChannel();
  // A message to itself comes back as soon as the thread is free: between two of them it did something else.
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    if (!over) setTimeout(() => port2.postMessage(0), 1);
  };
  port2.postMessage(0);
  const begun = performance.now();
  await run();
  const took = performance.now() - begun;
  await new Promise((next) => setTimeout(next, 0));
  over = true;
  return { took, longest: Math.max(longest, performance.now() - before) };
};

const makeVault = async () => {
  write(await until(() => named("input", "New passphrase")), PASSPHRASE);
  write(await until(() => named("input", "The same passphrase again")), PASSPHRASE);
  (await until(() => named("button", "Make the vault"))).click();
  await until(() => named("button", "Lock the vault now"));
  return { took: 0, longest: 0 };
};

const unlock = async () => {
  write(await until(() => named("input", "Passphrase")), PASSPHRASE);
  const button = await until(() => named("button", "Unlock"));
  return timed(async () => {
    const open = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (named("input", "Passphrase")) return;
        watch.disconnect();
        done();
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
    button.click();
    await open;
  });
};

const salt = new Uint8Array(16).fill(7);

const argon2 = () =>
  timed(() =>
    hashwasm.argon2id({
      password: PASSPHRASE, salt, parallelism: 1, iterations: 3, memorySize: 65536, hashLength: 32,
      outputType: "binary",
    }),
  );

const pbkdf2 = () =>
  timed(async () => {
    const words = new TextEncoder().encode(PASSPHRASE);
    const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveBits"]);
    await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 600000 }, base, 256);
  });
