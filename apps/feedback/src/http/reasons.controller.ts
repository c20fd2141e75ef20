import { rejectionReasonCodes, rejectionReasons, type RejectionReasonCode } from '@baton/contracts';
import { Controller, Get } from '@nestjs/common';

/** The reasons that a rejection may give, in the order in which they are offered. */
@Controller('reasons')
export class ReasonsController {
  @Get()
  reasons(): Array<{ code: RejectionReasonCode; says: string }> {
    return rejectionReasonCodes.map((code) => ({ code, says: rejectionReasons[code].says }));
  }
}
