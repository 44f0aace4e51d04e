// 200 keys in IndexedDB, sealed with AES-GCM under a key that hash-wasm derives, as its documentation shows it, at the cost
// of the panel's own vault; unsealed, TanStack Table shows them.
import { argon2id } from "hash-wasm";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { keys } from "../../rows.js";
import { KeysTable } from "./keys_table.jsx";
import "./style.css";

const whole = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const opening = indexedDB.open("vault");
opening.onupgradeneeded = () => opening.result.createObjectStore("sealed");
const database = await whole(opening);
const store = (mode) => database.transaction("sealed", mode).objectStore("sealed");
const stored = await whole(store("readonly").get("keys"));

const derived = async (password, salt) => {
  const cost = { parallelism: 1, iterations: 3, memorySize: 65536, hashLength: 32, outputType: "binary" };
  const bytes = await argon2id({ password, salt, ...cost });
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
};

const make = async (password) => {
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const text = new TextEncoder().encode(JSON.stringify(keys(200)));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await derived(password, salt), text);
  await whole(store("readwrite").put({ salt, iv, sealed }, "keys"));
  return keys(200);
};

const unlock = async (password) => {
  const { salt, iv, sealed } = stored;
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await derived(password, salt), sealed);
  return JSON.parse(new TextDecoder().decode(text));
};

const Vault = () => {
  const [password, setPassword] = useState("");
  const [list, setList] = useState();
  if (list) return <KeysTable data={list} />;
  const submit = async (event) => {
    event.preventDefault();
    setList(await (stored ? unlock : make)(password));
  };
  return (
    <form onSubmit={submit}>
      <label>
        Passphrase{" "}
        <input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <button>Unlock</button>
    </form>
  );
};

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <Vault />
  </StrictMode>,
);
