/** One line of a document: words, or a named value. */
export type PrintLine =
  | { readonly kind: 'text' | 'note' | 'strong'; readonly text: string }
  | { readonly kind: 'fact'; readonly name: string; readonly value: string }
  /** Printable ASCII as Code 128. */
  | { readonly kind: 'bar-code'; readonly text: string }

export interface PrintSection {
  readonly title: string | null
  readonly lines: readonly PrintLine[]
}

/** What is to be on paper, as text; how it looks is the style sheet's. */
export interface PrintDocument {
  /** BCP 47, of the words. */
  readonly language: string
  /** What the print system calls the job [PR6]. */
  readonly jobName: string
  readonly title: string
  /** Where and when. */
  readonly subtitle: readonly string[]
  /** What head office finds the record by, large; null where there is no record. */
  readonly reference: { readonly name: string; readonly value: string } | null
  /** Said in large letters above and below; null for real paper. */
  readonly warning: string | null
  readonly sections: readonly PrintSection[]
}
