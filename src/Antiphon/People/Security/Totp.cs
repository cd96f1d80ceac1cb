namespace Antiphon.People.Security;

/// <summary>What an authenticator app needs.</summary>
/// <param name="Secret">Base32, for typing in.</param>
/// <param name="Link">otpauth://, for a QR code.</param>
public sealed record TotpSetup(string Secret, Uri Link);
