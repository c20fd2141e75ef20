import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { CONFIG, CurrentUser, Problem, Public, type User, ZodBody } from '@baton/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignIn } from '../application/sign-in.js';
import type { WebConfig } from '../web.config.js';
import { clearSession, setSession } from './session-cookie.js';

const credentials = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) });

/** Signing in and out, and who is signed in. */
@Controller('auth')
export class AuthController {
  private readonly publicUrl: string;

  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(CONFIG) config: Pick<WebConfig, 'BATON_PUBLIC_URL'>,
  ) {
    this.publicUrl = config.BATON_PUBLIC_URL;
  }

  @Post('sign-in')
  @Public()
  @HttpCode(200)
  async in(
    @Body(new ZodBody(credentials)) { email, password }: z.output<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<User> {
    const outcome = await this.signIn.run(email, password, request.ip);
    switch (outcome.kind) {
      case 'refused':
        throw Problem.unauthorized(
          'This e-mail address and password do not belong together. Check both and try again.',
        );
      case 'too-often':
        throw new Problem(
          429,
          'Too many attempts',
          `Wait ${Math.ceil(outcome.seconds / 60)} min, then try again.`,
          undefined,
          { 'retry-after': String(outcome.seconds) },
        );
      case 'signed-in': {
        const { id, name, role, repId } = outcome.account;
        setSession(reply, outcome.token, this.publicUrl);
        return { id, name, role, repId };
      }
    }
  }

  @Post('sign-out')
  @Public()
  @HttpCode(204)
  out(@Res({ passthrough: true }) reply: FastifyReply): void {
    clearSession(reply, this.publicUrl);
  }

  @Get('me')
  me(@CurrentUser() user: User): User {
    return user;
  }
}
