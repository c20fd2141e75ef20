import { Body, Controller, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import {
  createLogger,
  CurrentUser,
  EventStream,
  KitModule,
  Problem,
  Public,
  Readiness,
  Roles,
  type ServiceConfig,
  type User,
  UuidParam,
  ZodBody,
} from './index.js';

const rule = z.object({ points: z.number(), name: z.string() });

@Controller()
class ExampleController {
  constructor(private readonly streams: EventStream) {}

  @Get('me')
  me(@CurrentUser() user: User): User {
    return user;
  }
  @Get('operators-only')
  @Roles('operator')
  operatorsOnly(): string {
    return 'in';
  }
  @Public()
  @Post('rules')
  rules(@Body(new ZodBody(rule)) body: z.output<typeof rule>): unknown {
    return body;
  }
  @Public()
  @Get('leads/:id')
  lead(@Param('id', UuidParam) id: string): string {
    return id;
  }
  @Public()
  @Get('busy')
  busy(): never {
    throw Problem.unavailable('Come back', 7);
  }
  @Public()
  @Get('bug')
  bug(): never {
    throw new TypeError('secret detail');
  }
  @Public()
  @Get('stream')
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.serve(request, reply, (lastId) => {
      const next = Number(lastId ?? 40) + 1;
      return Promise.resolve({
        lastId: String(next),
        events: [{ id: String(next), type: 'tick', data: { next } }],
      });
    });
  }
}

@Module({ controllers: [ExampleController] })
class ExampleModule {}

describe('what every service stands on', () => {
  let app: NestFastifyApplication;
  let tokenFor: (claims: object, options?: { expired?: boolean; audience?: string }) => Promise<string>;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    tokenFor = (claims, { expired = false, audience = 'baton' } = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('019a2b40-3a00-7e11-8c77-5d4c3b2a1906')
        .setIssuer('baton')
        .setAudience(audience)
        .setExpirationTime(expired ? '-1m' : '1h')
        .sign(privateKey);
    const config = { BATON_AUTH_PUBLIC_KEY: await exportJWK(publicKey) } as unknown as ServiceConfig;
    app = await NestFactory.create<NestFastifyApplication>(
      {
        module: ExampleModule,
        imports: [KitModule.forService(config, createLogger('test', 'silent'))],
      },
      new FastifyAdapter({ forceCloseConnections: 'idle' }),
      { logger: false },
    );
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const get = (url: string, token?: string) =>
    app.inject({ method: 'GET', url, headers: token ? { authorization: `Bearer ${token}` } : {} });

  describe('signing in', () => {
    it('lets nobody in without a token', async () => {
      const answer = await get('/me');
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('knows the caller by the token', async () => {
      const answer = await get('/me', await tokenFor({ name: 'Maya', role: 'rep', repId: null }));
      expect(answer.json()).toEqual({
        id: '019a2b40-3a00-7e11-8c77-5d4c3b2a1906',
        name: 'Maya',
        role: 'rep',
        repId: null,
      });
    });

    it.each([
      ['expired', { name: 'Maya', role: 'rep' }, { expired: true }],
      ['made for somebody else', { name: 'Maya', role: 'rep' }, { audience: 'other' }],
      ['of a role that does not exist', { name: 'Maya', role: 'king' }, {}],
    ])('refuses a token that is %s', async (_, claims, options) => {
      expect((await get('/me', await tokenFor(claims, options))).statusCode).toBe(401);
    });

    it('refuses a token that another key signed, or nobody', async () => {
      const token = await tokenFor({ name: 'Maya', role: 'operator' });
      const [header, payload] = token.split('.');
      const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
      expect((await get('/me', `${header}.${payload}.${'A'.repeat(86)}`)).statusCode).toBe(401);
      expect((await get('/me', `${none}.${payload}.`)).statusCode).toBe(401);
    });

    it('says which role is needed', async () => {
      const answer = await get('/operators-only', await tokenFor({ name: 'Maya', role: 'rep' }));
      expect(answer.statusCode).toBe(403);
      expect(answer.json().detail).toContain('operator');
      expect((await get('/operators-only', await tokenFor({ name: 'Sam', role: 'operator' }))).statusCode).toBe(200);
    });
  });

  describe('answers to bad input', () => {
    it('names every field that is wrong', async () => {
      const answer = await app.inject({ method: 'POST', url: '/rules', payload: { points: 'x' } });
      expect(answer.statusCode).toBe(422);
      expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual(['points', 'name']);
    });

    it('treats a body that is no JSON as unreadable', async () => {
      const answer = await app.inject({
        method: 'POST',
        url: '/rules',
        payload: '{',
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('finds nothing under a malformed id', async () => {
      expect((await get('/leads/42')).statusCode).toBe(404);
    });

    it('says when to come back', async () => {
      const answer = await get('/busy');
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('7');
    });

    it('hides what went wrong inside', async () => {
      const answer = await get('/bug');
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain('secret detail');
    });
  });

  describe('health', () => {
    it('is ready only while every check holds, and lives regardless', async () => {
      let broken = true;
      app.get(Readiness).add('database', () => (broken ? 'no connection' : null));
      const refused = await get('/health/ready');
      expect(refused.statusCode).toBe(503);
      expect(refused.json().reasons).toEqual(['database: no connection']);
      expect((await get('/health/live')).statusCode).toBe(200);
      broken = false;
      expect((await get('/health/ready')).statusCode).toBe(200);
    });
  });

  it('streams events as they come, and resumes after the last one seen', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${await app.getUrl()}/stream`, {
      headers: { 'last-event-id': '7' },
      signal: stop.signal,
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('id: 9')) text += (await reader.read()).value;
    expect(text).toContain('id: 8\nevent: tick\ndata: {"next":8}\n\n');
    stop.abort();
  });
});
