import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useAddress } from './address';

/** The two times of what is shown, as the address says them: undefined is now. */
export interface Times {
  /** `sandPr`: the civil day on which it was true. */
  asOf?: string;
  /** `kendtPr`: the day or instant at which it was known. */
  knownAt?: string;
}

/** The two times, and how to change them. In the past nothing is recorded. */
export function useTimes(): { times: Times; isPast: boolean; setTimes(times: Times): void } {
  const [params, setParams] = useSearchParams();
  const [asOf, knownAt] = [params.get('sandPr') ?? undefined, params.get('kendtPr') ?? undefined];
  const setTimes = useCallback(
    (times: Times) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of [
          ['sandPr', times.asOf],
          ['kendtPr', times.knownAt],
        ] as const)
          if (value) next.set(name, value);
          else next.delete(name);
        return next;
      }),
    [setParams],
  );
  return { times: { ...(asOf && { asOf }), ...(knownAt && { knownAt }) }, isPast: asOf !== undefined || knownAt !== undefined, setTimes };
}

/** A parameter of the address: the address is the state, so that a link shows a colleague the same. */
export function useInAddress(name: string, otherwise = ''): [string, (value: string, atOnce?: boolean) => void] {
  const [params, change] = useAddress();
  const set = useCallback(
    (value: string, atOnce = false) => change({ [name]: value === otherwise ? '' : value }, atOnce),
    [name, otherwise, change],
  );
  return [params.get(name) ?? otherwise, set];
}
