import { Catch, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { ProblemFilter, type ProblemReply, type RequestUnderWay } from '@relet/platform';
import { pageOfScreens } from './page.js';

/** An address that is nobody's: a browser is shown the application, which says so and leads on; a program is told the problem. */
@Catch(NotFoundException)
export class UnknownAddressFilter extends ProblemFilter {
  override catch(error: NotFoundException, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { method, headers } = http.getRequest<RequestUnderWay>();
    if (method !== 'GET' || !headers['accept']?.includes('text/html')) return super.catch(error, host);
    const page = pageOfScreens();
    const reply = http.getResponse<ProblemReply>().status(404);
    for (const [name, value] of Object.entries(page.headers)) reply.header(name, value);
    reply.send(page.text);
  }
}
