import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type CryptoKey, importJWK, jwtVerify } from 'jose';
import { CONFIG, type ServiceConfig } from '../config/service-config.js';
import { Problem } from '../http/problem.js';
import { PUBLIC, ROLES } from './auth.decorators.js';
import { type Role, TOKEN_AUDIENCE, TOKEN_ISSUER, type User, userClaims } from './user.js';

/** Lets a request in by its bearer token, which only the front door can have signed. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly key: Promise<CryptoKey | Uint8Array>;

  constructor(
    @Inject(CONFIG) config: Pick<ServiceConfig, 'BATON_AUTH_PUBLIC_KEY'>,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {
    this.key = importJWK(config.BATON_AUTH_PUBLIC_KEY, 'EdDSA');
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: User }>();
    const user = await this.userOf(request.headers.authorization);
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets);
    if (allowed && !allowed.includes(user.role)) {
      throw Problem.forbidden(`This needs the role ${allowed.join(' or ')}; you are signed in as ${user.role}.`);
    }
    request.user = user;
    return true;
  }

  private async userOf(authorization: string | undefined): Promise<User> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw Problem.unauthorized('Sign in, or send `Authorization: Bearer <token>`.');
    try {
      const { payload } = await jwtVerify(token, await this.key, {
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        algorithms: ['EdDSA'],
      });
      const { sub, name, role, repId } = userClaims.parse(payload);
      return { id: sub, name, role, repId };
    } catch {
      throw Problem.unauthorized('The token is not valid, or it has expired. Sign in again.');
    }
  }
}
