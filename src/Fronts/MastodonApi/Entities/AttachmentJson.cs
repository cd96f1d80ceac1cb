using System.Globalization;
using System.Text.Json;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A picture as JSON. Its address is there at once: pictures are drawn anew before the upload is answered.</summary>
internal sealed class AttachmentJson(Addresses addresses)
{
    public void Write(Utf8JsonWriter json, Attachment picture)
    {
        json.WriteStartObject();
        json.Id("id"u8, picture.Id);
        json.WriteString("type"u8, "image"u8);
        json.WriteString("url"u8, addresses.OfMedia(picture.File));
        json.WriteString("preview_url"u8, addresses.OfMedia(picture.Preview));
        json.WriteNull("remote_url"u8);
        json.WriteNull("preview_remote_url"u8);
        json.WriteNull("text_url"u8);
        json.WriteStartObject("meta"u8);
        Size(json, "original"u8, picture.Width, picture.Height);
        Size(json, "small"u8, picture.PreviewWidth, picture.PreviewHeight);
        json.WriteStartObject("focus"u8);
        json.WriteNumber("x"u8, picture.FocusX);
        json.WriteNumber("y"u8, picture.FocusY);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Text("description"u8, picture.Description);
        json.Text("blurhash"u8, picture.Blurhash.Length == 0 ? null : picture.Blurhash);
        json.WriteEndObject();
    }

    private static void Size(Utf8JsonWriter json, ReadOnlySpan<byte> name, int width, int height)
    {
        json.WriteStartObject(name);
        json.WriteNumber("width"u8, width);
        json.WriteNumber("height"u8, height);
        json.WriteString("size"u8, string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"));
        json.WriteNumber("aspect"u8, height == 0 ? 1 : Math.Round((double)width / height, 6));
        json.WriteEndObject();
    }
}
