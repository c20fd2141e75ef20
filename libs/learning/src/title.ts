/** How far up somebody is: the first pattern that a title matches decides, so “vice president” comes before “president”. */
const seniorities = [
  ['student', /\b(student|intern|trainee|apprentice|praktikant\w*|werkstudent\w*|stagiaire|working student)\b/],
  ['vice president', /\b(s?vp|evp|vice.president)\b/],
  ['executive', /\b(c[efitomrsdp]o|cmo|cro|chief|founder|co-?founder|owner|president|partner|gesch(ae|a)ftsfuhrer\w*|inhaber\w*|managing director|ceo|pdg)\b/],
  ['director', /\b(director|direktor\w*|directeur\w*|directora?|head|leiter\w*)\b/],
  ['manager', /\b(manager\w*|lead|leader|supervisor|responsable|gerente|teamleiter\w*)\b/],
  ['senior', /\b(senior|sr|principal|staff|expert)\b/],
  ['junior', /\b(junior|jr|assistant|associate|coordinator|clerk)\b/],
] as const;

/** What somebody works at. The more special comes first: “sales operations” is operations. */
const functions = [
  ['operations', /\b(operations?|ops|revops|supply|logistics?|production|procurement|purchasing|einkauf\w*)\b/],
  ['marketing', /\b(marketing|growth|brand|content|demand|communications?|pr)\b/],
  ['sales', /\b(sales|account executive|business development|bdr|sdr|revenue|vertrieb\w*|ventes|ventas|commercial)\b/],
  ['finance', /\b(finance|financial|cfo|controller|controlling|accounting|accountant|treasur\w*)\b/],
  ['people', /\b(hr|human resources|people|talent|recruit\w*|personal\w*)\b/],
  ['technology', /\b(it|cto|cio|ciso|engineer\w*|developer|software|data|technology|technical|architect|security|devops|entwickl\w*|informati\w*)\b/],
  ['product', /\b(product|ux|design\w*)\b/],
  ['support', /\b(support|customer success|service|helpdesk)\b/],
  ['legal', /\b(legal|counsel|lawyer|compliance|jurist\w*)\b/],
  ['education', /\b(teacher|professor|lecturer|researcher|academic|dozent\w*)\b/],
  ['management', /\b(c[eo]o|founder|owner|president|managing director|general manager|gesch(ae|a)ftsfuhrer\w*|inhaber\w*)\b/],
] as const;

export interface ReadTitle {
  readonly seniority?: string;
  readonly function?: string;
}

/** What a job title says of how far up somebody is and what they work at, by a short list of words in the usual languages. */
export function readTitle(title: string | undefined): ReadTitle {
  if (title === undefined) return {};
  const plain = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const seniority = seniorities.find(([, pattern]) => pattern.test(plain))?.[0];
  const work = functions.find(([, pattern]) => pattern.test(plain))?.[0];
  return { ...(seniority && { seniority }), ...(work && { function: work }) };
}
