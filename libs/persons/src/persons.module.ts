import { Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, People, SETTINGS, type Settings } from '@relet/platform';
import { AccessLogController } from './access-log/access-log.controller.js';
import { Accounts } from './access-log/accounts.js';
import { Approving } from './approving.js';
import { PersonsByThemselves } from './by-itself.js';
import { Erasing } from './erasing/erasing.js';
import { Erasures } from './erasing/erasures.js';
import { ErasingController } from './erasing/erasing.controller.js';
import { Retention } from './erasing/retention.js';
import { Keeping } from './keeping.js';
import { PersonsController } from './persons.controller.js';
import { Initials } from './reading/people.js';
import { Reading } from './reading/reading.js';
import { Reasons } from './reading/reasons.js';
import { Register } from './register/register.js';
import { Writing } from './register/writing.js';
import { Sight } from './sight.js';
import { Vault } from './vault.js';

/** Where persons are kept, and how they are read and written: lists anywhere in the house show their initials. */
@Global()
@Module({
  imports: [CqrsModule],
  providers: [
    { provide: Vault, useFactory: (settings: Settings, clock: Clock) => Vault.open(settings, clock.now()), inject: [SETTINGS, Clock] },
    ...[Register, Writing, Sight, Reading, Reasons, Approving, Erasing, Retention, Erasures, Keeping, Accounts],
    { provide: People, useClass: Initials },
  ],
  exports: [People, Vault, Register, Writing, Reading, Reasons, Approving, Erasing, Retention, Erasures, Keeping, Sight, Accounts],
})
export class PersonsKeptModule implements OnApplicationShutdown {
  constructor(private readonly vault: Vault) {}

  onApplicationShutdown(): Promise<void> {
    return this.vault.close();
  }
}

/** Who a pseudonym is: the register beside the log, its keys, who has read it, and erasure. */
@Module({
  imports: [CqrsModule, PersonsKeptModule],
  controllers: [PersonsController, ErasingController, AccessLogController],
  providers: [PersonsByThemselves],
})
export class PersonsModule implements OnApplicationBootstrap {
  constructor(private readonly byThemselves: PersonsByThemselves) {}

  /** Before anybody is served, and once commands can be given. */
  onApplicationBootstrap(): Promise<void> {
    return this.byThemselves.start();
  }
}
