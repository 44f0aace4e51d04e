import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { KeysTable } from "./keys_table.jsx";
import "./style.css";

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <KeysTable />
  </StrictMode>,
);
