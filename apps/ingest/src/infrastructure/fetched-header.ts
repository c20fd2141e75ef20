/** On a delivery that Baton fetched itself: what it asked for, as JSON. No request from outside can bear it. */
export const FETCHED_HEADER = 'x-baton-fetched';
