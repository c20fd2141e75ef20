import { Problem, Roles, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type AccountChange, KeepAccounts } from '../application/keep-accounts.js';
import { Accounts, type AccountSummary } from '../infrastructure/accounts.js';

const listQuery = z.object({
  search: z.string().trim().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const domainBody = z.strictObject({ domain: z.string().trim().min(1).max(253) });
const accountBody = z.strictObject({ accountId: z.uuid() });

/** The firms that leads work for. */
@Controller()
@Roles('operator', 'marketer')
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(KeepAccounts) private readonly keep: KeepAccounts,
  ) {}

  @Get('accounts')
  list(@Query(new ZodBody(listQuery)) { search, limit }: z.output<typeof listQuery>): Promise<AccountSummary[]> {
    return this.accounts.list(search, limit);
  }

  @Get('accounts/:id')
  async one(@Param('id', UuidParam) id: string): Promise<NonNullable<Awaited<ReturnType<Accounts['find']>>>> {
    const account = await this.accounts.find(id);
    if (account === null) throw Problem.notFound('No account has this id: GET /accounts lists them.');
    return account;
  }

  /** Another domain of the same firm. */
  @Post('accounts/:id/domains')
  @HttpCode(200)
  async addDomain(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(domainBody)) { domain }: z.output<typeof domainBody>,
  ): Promise<{ accountId: string; people: number }> {
    return done(await this.keep.addDomain(id, domain));
  }

  /** The account in the body is the same firm as this one, and goes on as this one. */
  @Post('accounts/:id/join')
  @HttpCode(200)
  async join(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(accountBody)) { accountId }: z.output<typeof accountBody>,
  ): Promise<{ accountId: string; people: number }> {
    return done(await this.keep.join(id, accountId));
  }

  /** Where a person works, whatever rules say. */
  @Put('leads/:id/account')
  async assign(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(accountBody)) { accountId }: z.output<typeof accountBody>,
  ): Promise<{ accountId: string; people: number }> {
    return done(await this.keep.assign(id, accountId));
  }
}

function done(change: AccountChange): { accountId: string; people: number } {
  switch (change.kind) {
    case 'changed':
      return { accountId: change.accountId, people: change.people };
    case 'unknown':
      throw Problem.notFound(change.because);
    case 'refused':
      throw Problem.conflict(change.because);
  }
}
