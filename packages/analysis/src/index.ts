export * from './concepts.js';
export * from './analysis.js';
export * from './models/define.js';
export * from './flow/value.js';
export * from './facts/types.js';
