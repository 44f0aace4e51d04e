// Derives one key from a passphrase, away from the page's own thread. The page ends this worker as soon as it has answered.
import init, { derive } from "./keyturn-derive.js";

const answer = async ({ wasm, integrity, passphrase, salt, m, t, p }) => {
  try {
    await init({ module_or_path: fetch(wasm, { integrity }) });
  } catch {
    return { fault: "not loaded" };
  }
  try {
    const key = derive(passphrase, salt, m, t, p);
    return key.length ? { key } : { fault: "no memory" };
  } catch {
    return { fault: "no memory" };
  }
};

onmessage = async ({ data }) => {
  const reply = await answer(data);
  data.passphrase.fill(0);
  postMessage(reply, reply.key ? [reply.key.buffer] : []);
};
