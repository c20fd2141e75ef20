import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { Problem, Roles, roles, ZodBody } from '@baton/service-kit';
import { z } from 'zod';
import { PutAccount } from '../application/put-account.js';
import type { Account } from '../domain/account.js';

const accountBody = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    role: z.enum(roles),
    repId: z.uuid().nullable().default(null),
    password: z.string().min(8, 'at least 8 characters').max(1000),
  })
  .refine(({ role, repId }) => (role === 'rep') === (repId !== null), {
    path: ['repId'],
    message: 'an account of the role rep names its rep, and no other account does',
  });

const address = z.email().max(320);

/** Who may sign in. */
@Controller('auth/accounts')
@Roles('operator')
export class AccountsController {
  constructor(@Inject(PutAccount) private readonly putAccount: PutAccount) {}

  /** Creates the account, or changes everything about it but its id. */
  @Put(':email')
  put(
    @Param('email') email: string,
    @Body(new ZodBody(accountBody)) body: z.output<typeof accountBody>,
  ): Promise<Account> {
    if (!address.safeParse(email).success)
      throw Problem.notFound('The address must end in an e-mail address.');
    return this.putAccount.run({ email, ...body });
  }
}
