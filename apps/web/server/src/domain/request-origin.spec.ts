import { changesSomething, requestOrigin } from './request-origin.js';

const publicUrl = 'https://baton.example';

describe('where a request was made', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 'ours'],
    [{ 'sec-fetch-site': 'same-site' }, 'foreign'],
    [{ 'sec-fetch-site': 'cross-site', origin: publicUrl }, 'foreign'],
    [{ 'sec-fetch-site': 'none' }, 'foreign'],
    [{ origin: publicUrl, host: 'inside:8080' }, 'ours'],
    [{ origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }, 'ours'],
    [{ origin: 'http://127.0.0.1:9090', host: '127.0.0.1:8080' }, 'foreign'],
    [{ origin: 'null', host: '127.0.0.1:8080' }, 'foreign'],
    [{ host: '127.0.0.1:8080' }, 'unknown'],
  ])('%j is %s', (headers, expected) => {
    expect(requestOrigin(headers, publicUrl)).toBe(expected);
  });

  it('asks only where something can change', () => {
    expect(['GET', 'HEAD', 'OPTIONS'].some(changesSomething)).toBe(false);
    expect(['POST', 'PUT', 'PATCH', 'DELETE'].every(changesSomething)).toBe(true);
  });
});
