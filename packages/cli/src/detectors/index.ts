import type { Detector } from './define.js';
import importCycle from './no-import-cycle.js';
import layerViolation from './no-layer-violation.js';
import authOnRoute from './require-auth-on-route.js';
import rateLimiting from './require-rate-limiting.js';

/** All detectors, in the order they run. */
export const detectors: readonly Detector[] = [authOnRoute, rateLimiting, layerViolation, importCycle];
