// The entry point of the contract client, the queries and their gating. Free of React.
export {};
