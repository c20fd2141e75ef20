export const familyNames = [
  'Abebe', 'Acheampong', 'Adeyemi', 'Ahmadi', 'Almeida', 'Andersson', 'Balogun', 'Bianchi', 'Boateng', 'Castillo',
  'Chandra', 'Chen', 'Costa', 'Delgado', 'Demir', 'Diallo', 'Dlamini', 'Dubois', 'Eriksen', 'Fernandes', 'Fischer',
  'Fontaine', 'Fujimoto', 'García', 'Ghosh', 'Haddad', 'Hansen', 'Horváth', 'Ibáñez', 'Iyer', 'Jansen', 'Kamau',
  'Kapoor', 'Kaya', 'Kim', 'Kovač', 'Kowalska', 'Lindgren', 'Lopes', 'Mahlangu', 'Mansour', 'Mbeki', 'Mehta',
  'Moreau', 'Murphy', 'Nakamura', 'Ndiaye', 'Nguyen', 'Nielsen', 'Novák', 'Nowak', 'Ochieng', 'O’Connor', 'Oliveira',
  'Osei', 'Park', 'Petrov', 'Popescu', 'Qureshi', 'Rahman', 'Rossi', 'Ruiz', 'Saito', 'Schneider', 'Sharma', 'Silva',
  'Sørensen', 'Tanaka', 'Tesfaye', 'Torres', 'Tran', 'Vargas', 'Virtanen', 'Wang', 'Weber', 'Yılmaz', 'Zhang',
] as const;
