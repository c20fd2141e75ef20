import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Role, User } from './user.js';

export const PUBLIC = 'baton:public';
export const ROLES = 'baton:roles';

/** Nobody needs to be signed in: health checks, and webhooks, which carry a signature of their own. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Only these roles may call. Without it any signed-in user may. */
export const Roles = (...allowed: Role[]) => SetMetadata(ROLES, allowed);

/** The signed-in user. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): User => {
  const user = context.switchToHttp().getRequest<{ user?: User }>().user;
  if (!user) throw new Error('CurrentUser on a route that is public');
  return user;
});
