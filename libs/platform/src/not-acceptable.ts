import Negotiator from 'negotiator';

/** Thrown for a request that asks by `Accept` for a form in which there is no answer; it tells those there are. 406. */
export class NotAcceptable extends Error {
  constructor(readonly forms: readonly string[]) {
    super('NOT_ACCEPTABLE');
    this.name = 'NotAcceptable';
  }
}

/** The form that a request prefers, by the weights of its `Accept`; the first where it says nothing. Throws NotAcceptable. */
export function formAsked<F extends string>(accept: string | undefined, forms: readonly F[]): F {
  const wanted = new Negotiator({ headers: { ...(accept && { accept }) } }).mediaType([...forms]);
  const form = forms.find((each) => each === wanted);
  if (form === undefined) throw new NotAcceptable(forms);
  return form;
}
