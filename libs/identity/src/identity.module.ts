import { Global, Inject, Logger, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BadSetting, Clock, Identities, isLoopback, OwnBuildings, SETTINGS, type IdentitySource, type Settings } from '@relet/platform';
import { BuildingsInHand } from './me/buildings-in-hand.js';
import { MeController } from './me/me.controller.js';
import { Me } from './me/me.js';
import { MunicipalitiesController } from './municipalities.controller.js';
import { OidcController } from './oidc/oidc.controller.js';
import { Oidc } from './oidc/oidc.js';
import { PasswordController } from './sign-in/password.controller.js';
import { PasskeySignIn } from './sign-in/passkey-sign-in.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { WelcomeController } from './sign-in/welcome.controller.js';
import { Users } from './users/users.js';

/** Who may come in: users with their sessions, and service accounts. Any room of the house may ask which buildings are somebody's own. */
@Global()
@Module({
  controllers: [SignInController, PasswordController, WelcomeController, OidcController, MeController, MunicipalitiesController],
  providers: [
    SignIn,
    PasskeySignIn,
    Oidc,
    Me,
    { provide: OwnBuildings, useClass: BuildingsInHand },
    { provide: Users, useFactory: (settings: Settings) => Users.open(settings), inject: [SETTINGS] },
  ],
  exports: [Users, OwnBuildings],
})
export class IdentityModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(Identities) identities: Identities,
    @Inject(Oidc) oidc: Oidc,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Clock) clock: Clock,
  ) {
    const { accounts, sessions } = users;
    const own: IdentitySource = {
      async principalOf({ kind, token, quietly }) {
        if (kind === 'bearer') return accounts.principalOf(token);
        const known = await sessions.known(token, quietly);
        // What people of an identity provider may is asked of it.
        return known?.how === 'oidc' ? undefined : known?.principal;
      },
    };
    for (const source of [own, ...oidc.sources]) identities.add(source);
    identities.narrowTo(() => users.municipalities.managedOn(clock.today()));
  }

  /** Others than this machine are answered only when somebody could come in, and nobody while others can read the key of the users, or where it is another one than that of the other machines. Throws BadSetting. */
  async onModuleInit(): Promise<void> {
    const trouble = await this.users.trouble();
    await this.users.mustHaveTheKey();
    if (trouble) new Logger('Users').error(TROUBLES[trouble.why](trouble.users));
    const { host, oidc } = this.settings;
    if (!isLoopback(host) && oidc === undefined && !(await this.users.hasSomebody())) throw new BadSetting('RELET_HOST', 'NO_IDENTITY');
  }

  onApplicationShutdown(): Promise<void> {
    return this.users.close();
  }
}

const newLinks = (users: number) =>
  `${users} who sign in by a code cannot until each has a new link (relet users link), or the right key is back.`;
const TROUBLES = {
  keyMissing: (users: number) => `The key of the users (RELET_USERS_KEY) is missing: ${newLinks(users)}`,
  keyOther: (users: number) => `The key of the users (RELET_USERS_KEY) is another one: ${newLinks(users)}`,
};
