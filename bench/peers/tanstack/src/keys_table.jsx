import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { rows } from "../../rows.js";

// Only what the page uses, so that the bundler can leave the rest out.
const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
  sortFns: { alphanumeric: sortFn_alphanumeric },
});

const columns = Object.entries({
  name: "Name",
  vendor: "Vendor",
  kind: "Kind",
  environment: "Environment",
  fingerprint: "Fingerprint",
  expires: "Expires",
}).map(([accessorKey, header]) => ({ accessorKey, header, sortFn: "alphanumeric" }));

const arrows = { asc: " ▲", desc: " ▼" };

export function KeysTable({ data = rows }) {
  const table = useTable({ features, columns, data, globalFilterFn: "includesString" });
  return (
    <main>
      <h1>Keys</h1>
      <label>
        Search{" "}
        <input
          type="search"
          value={table.state.globalFilter ?? ""}
          onChange={(event) => table.setGlobalFilter(event.target.value)}
        />
      </label>
      <table>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id}>
                  <button type="button" onClick={header.column.getToggleSortingHandler()}>
                    <table.FlexRender header={header} />
                    {arrows[header.column.getIsSorted()]}
                  </button>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
