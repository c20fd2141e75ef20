/** The domain says no, and will say no again: the event is put aside as a dead letter at once. */
export class DomainRefusal extends Error {
  override readonly name = 'DomainRefusal';
}
