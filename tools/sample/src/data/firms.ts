import { asciiOf } from './ascii.js';

/** An invented firm. Its domain is under `.example`, which is reserved and never answers. */
export interface Firm {
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly city: string;
  /** What its telephone numbers begin with. */
  readonly phonePrefix: string;
}

/** name | industry | people | country | city | telephone prefix */
const ROWS = `
Fjordworks|Logistics|240|NO|Bergen|+47 22 000
Nordlager|Warehousing|620|SE|Gothenburg|+46 31 000
Havnelinjen|Shipping|1450|DK|Aarhus|+45 86 000
Baltic Cold Chain|Food distribution|310|EE|Tallinn|+372 6 000
Lumipolar Freight|Logistics|180|FI|Tampere|+358 3 000
Rheintor Spedition|Logistics|870|DE|Duisburg|+49 203 000
Kessler & Söhne|Manufacturing|2300|DE|Stuttgart|+49 711 000
Alpenblick Möbel|Furniture retail|95|AT|Graz|+43 316 000
Wisła Pack|Packaging|420|PL|Gdańsk|+48 58 000
Moravia Tools|Manufacturing|150|CZ|Brno|+420 5 000
Delta Fresh|Food distribution|510|NL|Rotterdam|+31 10 000
Brabo Port Services|Ports|760|BE|Antwerp|+32 3 000
Atelier Lumen|Design|14|FR|Lyon|+33 4 000
Garonne Pharma|Pharma wholesale|1900|FR|Toulouse|+33 5 000
Costa Verde Citrus|Food distribution|230|ES|Valencia|+34 96 000
Tejo Têxtil|Textiles|340|PT|Porto|+351 22 000
Lagoon Ceramics|Manufacturing|60|IT|Ravenna|+39 0544 000
Adriatica Trasporti|Logistics|280|IT|Trieste|+39 040 000
Thistle Parcel|Parcel delivery|1100|GB|Glasgow|+44 141 000
Harbour & Vale|Retail|530|GB|Bristol|+44 117 000
Shannon Medical Supply|Medical supply|210|IE|Limerick|+353 61 000
Great Lakes Hauling|Logistics|940|US|Milwaukee|+1 414 555
Cascade Outfitters|Retail|370|US|Portland|+1 503 555
Sunbelt Building Supply|Building materials|1250|US|Phoenix|+1 602 555
Magnolia Home Care|Medical supply|75|US|Jackson|+1 601 555
Prairie Grain Co-op|Agriculture|190|CA|Saskatoon|+1 306 555
Saint-Laurent Express|Parcel delivery|430|CA|Montréal|+1 514 555
Sierra Norte Alimentos|Food distribution|660|MX|Monterrey|+52 81 000
Rio Claro Agro|Agriculture|1700|BR|Ribeirão Preto|+55 16 000
Andes Cold Storage|Warehousing|260|CL|Santiago|+56 2 000
Blue Finch Studio|Design|9|US|Austin|+1 512 555
Two Rivers Bakery|Food production|18|CA|Winnipeg|+1 204 555
Little Anchor Coffee|Food retail|12|GB|Falmouth|+44 1326 000
Pixel & Pine|Marketing agency|22|DE|Leipzig|+49 341 000
Okapi Analytics|Software|48|BE|Ghent|+32 9 000
Quayside Legal|Legal services|35|IE|Cork|+353 21 000
`;

export const firms: readonly Firm[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [name, industry, employees, country, city, phonePrefix] = row.split('|') as [
      string, string, string, string, string, string,
    ];
    return { name, domain: domainOf(name), industry, employees: Number(employees), country, city, phonePrefix };
  });

function domainOf(name: string): string {
  return `${asciiOf(name).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}.example`;
}
