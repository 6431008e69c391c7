export { loadEngine, type PlaceholderEngine } from './core/engine.ts';
