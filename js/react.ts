// The entry point of the React components and hooks.
export {};
