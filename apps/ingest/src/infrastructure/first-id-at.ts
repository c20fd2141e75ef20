/** The least UUIDv7 of a moment: ids from then on are not less. https://www.rfc-editor.org/rfc/rfc9562#section-5.7 */
export function firstIdAt(at: Date): string {
  const ms = at.getTime().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}
