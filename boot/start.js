// Starts the panel's module. The release build makes one file of this and of the module's glue, so that one hash holds both.
import init from "./keyturn.js";
import "./translated.js";

const tag = document.querySelector("script[data-wasm]");
const { wasm, wasmIntegrity } = tag.dataset;
init({ module_or_path: fetch(wasm, { integrity: wasmIntegrity ?? "" }) }).catch((cause) => {
  tag.dispatchEvent(new CustomEvent("failed", { detail: cause }));
  throw cause;
});
