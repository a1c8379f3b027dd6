/** How the form of a command is laid out by hand: what matters first, the rest folded. */
export interface Layout {
  /** Fields that are always seen, in the order in which they are asked for. */
  shown: readonly string[];
  /** Fields behind "more". */
  folded?: readonly string[];
  /** Fields that are asked for although the command could do without: another field would say why. */
  needed?: readonly string[];
  /** Fields whose few choices stand there to be chosen. */
  radios?: readonly string[];
}

/** Forms of one part of the work, by command. */
export type Layouts = Readonly<Record<string, Layout>>;
