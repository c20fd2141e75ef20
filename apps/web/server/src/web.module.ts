import { Module } from '@nestjs/common';
import { AskApps } from './application/ask-apps.js';
import { GatherExport } from './application/gather-export.js';
import { PutAccount } from './application/put-account.js';
import { SignIn } from './application/sign-in.js';
import { AccountsController } from './http/accounts.controller.js';
import { AuthController } from './http/auth.controller.js';
import { ExportController } from './http/export.controller.js';
import { StatusController } from './http/status.controller.js';
import { Accounts } from './infrastructure/accounts.js';
import { SessionTokens } from './infrastructure/session-tokens.js';

@Module({
  controllers: [AuthController, AccountsController, StatusController, ExportController],
  providers: [SignIn, PutAccount, AskApps, GatherExport, Accounts, SessionTokens],
})
export class WebModule {}
