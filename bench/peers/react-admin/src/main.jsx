import fakeDataProvider from "ra-data-fakerest";
import { StrictMode } from "react";
import { Admin, Resource } from "react-admin";
import { createRoot } from "react-dom/client";
import { rows } from "../../rows.js";
import { KeyList } from "./key_list.jsx";

// The answers come from memory, so that no server and no network stands in the figures.
const dataProvider = fakeDataProvider({ keys: rows });

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <Admin dataProvider={dataProvider} disableTelemetry>
      <Resource name="keys" list={KeyList} />
    </Admin>
  </StrictMode>,
);
