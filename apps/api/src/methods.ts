import { HttpException } from '@nestjs/common';

/** The addresses that are served, as their routes write them, and the methods that each takes. */
export class Methods {
  private readonly taken = new Map<string, { matches: RegExp; methods: Set<string> }>();

  add(route: string, methods: readonly string[]): void {
    const known = this.taken.get(route) ?? { matches: matching(route), methods: new Set() };
    for (const method of methods) known.methods.add(method);
    this.taken.set(route, known);
  }

  /** The route that an address is of, whatever the method. */
  routeOf(address: string): string | undefined {
    const [path = ''] = address.split('?');
    return [...this.taken].find(([route, { matches }]) => route === path || matches.test(path))?.[0];
  }

  /** 405 for an address that is there, but not for this method; it is told which ones it takes. */
  refused(route: string, reply: { header(name: string, value: string): unknown }): Error {
    reply.header('allow', [...(this.taken.get(route)?.methods ?? [])].sort().join(', '));
    return new HttpException('Not by this method', 405);
  }
}

const matching = (route: string) =>
  new RegExp(`^${route.replace(/:\w+|[^:]+/g, (part) => (part.startsWith(':') ? '[^/]+' : part.replace(/\W/g, '\\$&')))}$`);
