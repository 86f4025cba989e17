export const apiKeysKey = ['api-keys'];
