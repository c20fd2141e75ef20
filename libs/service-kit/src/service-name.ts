/** Nest's injection token of the service's name, which is also its consumer group. */
export const SERVICE_NAME = Symbol('SERVICE_NAME');
