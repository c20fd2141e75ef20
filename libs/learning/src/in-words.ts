/** The fact's name as people know it: `attributes.Lead Origin` is their own, `company.employees` is ours. */
export function inWords(field: string): string {
  const name = field.startsWith('attributes.')
    ? field.slice('attributes.'.length)
    : field.replaceAll('.', ' ');
  return name.replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' ');
}
