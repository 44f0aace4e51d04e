// The same keys for every peer. No key material: names, kinds and dates only.
const products = ["Employee onboarding", "Fund choice", "Contributions", "Stapling", "Choice forms"];
const kinds = ["secret", "publishable"];
const environments = ["test", "live"];

export const keys = (length) => Array.from({ length }, (_, index) => ({
  id: index + 1,
  name: `${products[index % 5]} ${1 + Math.floor(index / 5)}`,
  vendor: index % 3 === 0 ? "QuickStream" : "SuperAPI",
  kind: kinds[index % 2],
  environment: environments[index % 4 === 0 ? 1 : 0],
  fingerprint: `fp-${(index * 7919 + 104729).toString(16)}`,
  expires: new Date(Date.UTC(2027, index % 12, 1 + index)).toISOString().slice(0, 10),
}));

export const rows = keys(20);
