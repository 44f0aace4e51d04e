import { Datagrid, DateField, List, SearchInput, TextField } from "react-admin";

const filters = [<SearchInput key="q" source="q" alwaysOn />];

export const KeyList = () => (
  <List filters={filters} perPage={25}>
    <Datagrid rowClick={false}>
      <TextField source="name" />
      <TextField source="vendor" />
      <TextField source="kind" />
      <TextField source="environment" />
      <TextField source="fingerprint" />
      <DateField source="expires" />
    </Datagrid>
  </List>
);
