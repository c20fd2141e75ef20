export const givenNames = [
  'Aaliyah', 'Adaeze', 'Aditi', 'Ahmed', 'Aiko', 'Alejandra', 'Amara', 'Amir', 'Ananya', 'Anders', 'Aoife', 'Arjun',
  'Astrid', 'Ayşe', 'Beatriz', 'Bogdan', 'Camille', 'Carlos', 'Chidi', 'Chloé', 'Dalia', 'Daniela', 'Dmitri', 'Eero',
  'Elena', 'Emeka', 'Émile', 'Esra', 'Farah', 'Fatima', 'Felix', 'Giulia', 'Hanna', 'Hassan', 'Henrik', 'Hye-jin',
  'Ibrahim', 'Inês', 'Isabella', 'Ivana', 'Jakub', 'Jamal', 'Javier', 'Joana', 'Jürgen', 'Kaito', 'Kamala', 'Katarzyna',
  'Kofi', 'Lars', 'Layla', 'Leila', 'Lerato', 'Linh', 'Lucas', 'Magnus', 'Malik', 'Mariana', 'Mateo', 'Mei',
  'Miguel', 'Mina', 'Nadia', 'Naledi', 'Ngozi', 'Niamh', 'Nikolai', 'Noor', 'Olivia', 'Omar', 'Paolo', 'Petra',
  'Rania', 'Ravi', 'Renata', 'Rosa', 'Ruth', 'Samira', 'Santiago', 'Sipho', 'Sofia', 'Suda', 'Tadeo', 'Tariq',
  'Thandiwe', 'Tomasz', 'Tove', 'Uma', 'Valentina', 'Viktor', 'Wanjiru', 'Wei', 'Yasmin', 'Yuki', 'Zainab', 'Zoltán',
] as const;
