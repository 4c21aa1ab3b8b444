import type { Detector } from './define.js';
import importCycle from './no-import-cycle.js';
import layerViolation from './no-layer-violation.js';
import authOnRoute from './require-auth-on-route.js';
import rateLimiting from './require-rate-limiting.js';
import transaction from './require-transaction.js';

/**
 * All detectors, in the order they run. Those that share their id with a per-file rule decide what that rule cannot
 * see.
 */
export const detectors: readonly Detector[] = [authOnRoute, rateLimiting, transaction, layerViolation, importCycle];
