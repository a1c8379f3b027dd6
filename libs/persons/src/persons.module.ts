import { Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, People, SETTINGS, type Settings } from '@relet/platform';
import { AccessLogController } from './access-log/access-log.controller.js';
import { Accounts } from './access-log/accounts.js';
import { Approving } from './approving.js';
import { PersonsByThemselves } from './by-itself.js';
import { Erasing } from './erasing/erasing.js';
import { ErasingController } from './erasing/erasing.controller.js';
import { PersonsController } from './persons.controller.js';
import { Initials } from './reading/people.js';
import { Reading } from './reading/reading.js';
import { Reasons } from './reading/reasons.js';
import { Register } from './register/register.js';
import { Writing } from './register/writing.js';
import { Sight } from './sight.js';
import { Vault } from './vault.js';

/** Who a pseudonym is: the register beside the log, its keys, who has read it, and erasure. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [PersonsController, ErasingController, AccessLogController],
  providers: [
    { provide: Vault, useFactory: (settings: Settings, clock: Clock) => Vault.open(settings, clock.now()), inject: [SETTINGS, Clock] },
    ...[Register, Writing, Sight, Reading, Reasons, Approving, Erasing, Accounts, PersonsByThemselves],
    { provide: People, useClass: Initials },
  ],
  exports: [People],
})
export class PersonsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly vault: Vault,
    private readonly byThemselves: PersonsByThemselves,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.byThemselves.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.vault.close();
  }
}
