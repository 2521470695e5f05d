"""Word lists the rules match: places, ranks, posts, family names, forms, kinds and units.

Plain tables, one idea a line, ``|`` between entries; spelling is folded when they are compiled.
Provinces: the 63 of before 1 July 2025 and the 34 after (Resolution 202/2025/QH15), whose names are among them but Huế.
"""

from __future__ import annotations

PROVINCES = """
An Giang|Bà Rịa - Vũng Tàu|Bà Rịa-Vũng Tàu|Bà Rịa Vũng Tàu|Bắc Giang|Bắc Kạn|Bắc Cạn|Bạc Liêu|Bắc Ninh
Bến Tre|Bình Định
Bình Dương|Bình Phước|Bình Thuận|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đăk Lăk|Đắc Lắc|Đăk Lắk|Đắk Nông
Đăk Nông|Đắc Nông
Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hà Tây|Hải Dương|Hải Phòng|Hậu Giang
Hòa Bình|Hưng Yên
Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình
Ninh Thuận|Phú Thọ|Phú Yên
Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa
Thừa Thiên - Huế|Thừa Thiên-Huế|Thừa Thiên Huế|Huế|Tiền Giang|TP Hồ Chí Minh|TP. Hồ Chí Minh|TP.Hồ Chí Minh
thành phố Hồ Chí Minh|TP HCM|TP. HCM|TP.HCM|TPHCM|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái
"""

NATIONAL = "Việt Nam|Trung ương|Bắc Bộ|Nam Bộ|Tây Nguyên|Bắc|Nam"
"""What may end an organisation's name right before a person's."""

FAMILY_COMMON = """
Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Lâm|Trịnh|Mai|Đào
Lương|Cao|Tô|Tạ
Hà|Thái|Chu|Châu|Phùng|Quách|Từ|La|Lưu|Tống|Nghiêm|Kiều|Tăng|Vương|Thân|Lại|Đàm|Hứa|Triệu|Mạc|Nông|Bế|Vi|Lục
Khổng|Ninh
"""
FAMILY_OTHER = """
An|Ân|Âu|Bá|Bạch|Bàn|Bành|Bạc|Bì|Biện|Cái|Cam|Cầm|Cù|Chung|Chử|Chế|Chảo|Chẩu|Cồ|Cống|Cung|Cứ|Danh|Diệp|Doãn
Đan|Đèo|Đồng|Đổng
Điêu|Điểu|Đới|Đậu|Đường|Giang|Giàng|Giáp|Hạ|Hàn|Hàng|Hạng|Hầu|Hạ|Hoa|Hùng|Hướng|Kha|Khiếu|Khuất|Khương|Khúc
Khà|Khang|Kim|Kiên
Ksor|Kpă|Kpa|Siu|Rơ|Rah|Rmah|Nay|Lã|Lầu|Lăng|Len|Liêu|Liễu|Lò|Lô|Lộc|Lò|Lù|Lữ|Lường|Lỳ|Ly|Ma|Má|Mã|Mâu|Mùa
Mộc|Mông|Mẫn|Neáng|Nghị
Ngọ|Ngụy|Ngân|Nhâm|Nhữ|Ong|Ông|Phàn|Phí|Phó|Phương|Quàng|Quản|Quan|Quế|Sầm|Sùng|Sỹ|Sử|Sơn|Tào|Tẩn|Tao|Tề
Thạch|Thào|Thẩm|Thiều|Thi|Thế
Thang|Thò|Tiêu|Tôn|Tòng|Tráng|Trà|Trang|Tri|Tưởng|Ung|Uông|Ứng|Vàng|Văn|Viên|Vòng|Vừ|Vy|Xa|Xeo|Xuân|Yên|Y|A
K|H|Chau|Nguyên|Hoàn|Lù|Đinh
Tòng|Thiệu|Bồ|Hán|Thổ|Lỗ|Nhan|Phù|Mẫu|Đái|Cấn|Cát|Đôn|Hoắc|Ngạc|Ngưu|Ông|Vưu|Trác|Tòng|Nịnh|Lìm|Đàng|Blúp
Alăng|Bríu|Zơ|Pơloong|Cơlâu|Coor
"""

ADDRESS = """
đồng chí|các đồng chí|đ/c|các đ/c|ông|bà|anh|chị|em|cháu|cô|chú|bác|thầy|thầy giáo|cô giáo|ngài|cụ|mẹ|bạn
quý ông|quý bà
"""

RANKS = """
Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy
Thiếu úy
Thượng sĩ|Trung sĩ|Hạ sĩ|Thượng sỹ|Trung sỹ|Hạ sỹ|Chuẩn đô đốc|Phó đô đốc|Đô đốc|Binh nhất|Binh nhì
GS.TS|GS.TS.|GS|GS.|PGS.TS|PGS.TS.|PGS. TS|PGS. TS.|GS. TS|GS. TS.|PGS|PGS.|TS|TS.|TSKH|ThS|ThS.|Th.S|BS|BS.
BS.CKI|BSCKI|BSCKII|BS.CKII|KS|KS.|LS|LS.|CN.
Giáo sư|Phó giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Bác sỹ|Kỹ sư|Luật sư|Dược sĩ|Viện sĩ
Giáo sư, Tiến sĩ|PGS, TS|GS, TS
linh mục|giám mục|mục sư|hòa thượng|thượng tọa|đại đức|ni sư|ni trưởng|sư cô|tăng
Mẹ Việt Nam Anh hùng|Bà mẹ Việt Nam Anh hùng|Anh hùng Lao động|Anh hùng Lực lượng vũ trang nhân dân
Anh hùng LLVTND|Anh hùng
Nghệ nhân Ưu tú|Nghệ nhân Nhân dân|Nghệ nhân|Nghệ sĩ Nhân dân|Nghệ sĩ Ưu tú|NSND|NSƯT|Nhà giáo Ưu tú
Nhà giáo Nhân dân|NGƯT|NGND
Thầy thuốc Ưu tú|Thầy thuốc Nhân dân|già làng|liệt sĩ|cựu chiến binh
"""

POSTS = """
Tổng Bí thư|Chủ tịch nước|Phó Chủ tịch nước|Quyền Chủ tịch nước|Thủ tướng|Thủ tướng Chính phủ|Phó Thủ tướng
Phó Thủ tướng Thường trực
Phó Thủ tướng Chính phủ|Chủ tịch Quốc hội|Phó Chủ tịch Quốc hội|Bộ trưởng|Thứ trưởng|Thứ trưởng Thường trực
Tổng Thanh tra|Tổng Kiểm toán|Thống đốc
Phó Thống đốc|Chủ tịch|Phó Chủ tịch|Phó chủ tịch phụ trách|Phó Chủ tịch Thường trực|Quyền Chủ tịch|PCT|CT
Chủ nhiệm|Phó Chủ nhiệm|Phó Chủ nhiệm Thường trực
Bí thư|Bí thư thứ nhất|Phó Bí thư|Phó Bí thư Thường trực|Bí thư Thường trực|Bí thư Đảng ủy|Bí thư chi bộ
Tổng thư ký|Phó Tổng thư ký|Thư ký
Giám đốc|Phó Giám đốc|Phó Giám đốc phụ trách|Quyền Giám đốc|Tổng Giám đốc|Phó Tổng Giám đốc|PGĐ|GĐ
Quyền Tổng Giám đốc
Tổng cục trưởng|Phó Tổng cục trưởng|Cục trưởng|Phó Cục trưởng|Vụ trưởng|Phó Vụ trưởng|Viện trưởng
Phó Viện trưởng|Chánh án|Phó Chánh án
Chánh Văn phòng|Phó Chánh Văn phòng|Chánh Thanh tra|Phó Chánh Thanh tra|Chánh án|Chi cục trưởng
Phó Chi cục trưởng|Hạt trưởng
Trưởng Ban|Phó Ban|Phó Trưởng Ban|Phó trưởng ban Thường trực|Trưởng phòng|Phó phòng|Phó trưởng phòng
Phó Trưởng phòng phụ trách|Trưởng khoa|Phó Trưởng khoa
Trưởng Công an|Phó Trưởng Công an|trưởng|Đội trưởng|Phó Đội trưởng|Trạm trưởng|Phó Trạm trưởng|Đồn trưởng
Phó Đồn trưởng|Chính trị viên|Chính trị viên phó|Chính ủy|Phó Chính ủy
Tư lệnh|Phó Tư lệnh|Chỉ huy trưởng|Phó Chỉ huy trưởng|Chỉ huy phó|Tham mưu trưởng|Phó Tham mưu trưởng
Tổng Tham mưu trưởng|Phó Tổng Tham mưu trưởng|Sư đoàn trưởng
Trung đoàn trưởng|Phó Trung đoàn trưởng|Tiểu đoàn trưởng|Đại đội trưởng|Trung đội trưởng|Tiểu đội trưởng
Hải đội trưởng|Thuyền trưởng|Giám thị|Phó Giám thị
Hiệu trưởng|Phó Hiệu trưởng|Tổng phụ trách|Tổ trưởng|Tổ phó|Phó Tổ trưởng|Trưởng thôn|Phó thôn|Trưởng ấp
Trưởng bản|Trưởng xóm|Trưởng làng|Trưởng khu phố|Trưởng khóm|Khu trưởng
Tổ trưởng tổ dân phố|Tổng biên tập|Phó Tổng biên tập|Chủ tịch Hội đồng quản trị|Chủ tịch HĐQT|Chủ tịch HĐTV
Trưởng đại diện|Trưởng đoàn|Phó Trưởng đoàn|Trưởng bộ phận
Ủy viên Bộ Chính trị|Ủy viên Trung ương Đảng|Ủy viên Ban Chấp hành Trung ương Đảng
Ủy viên BCH Trung ương Đảng|Ủy viên dự khuyết Trung ương Đảng|Ủy viên Ban Thường vụ|Ủy viên BTV|UVBTV|UVTV
UV BTV|PBT|PBT Thường trực|HUV|TUV
Ủy viên|UVTW Đảng
Ủy viên Thường trực|Tỉnh ủy viên|Thành ủy viên|Huyện ủy viên|Đảng ủy viên|nguyên|Trưởng tiểu ban
Đại biểu Quốc hội|Phó Trưởng đoàn ĐBQH|Trưởng đoàn ĐBQH
Cụm trưởng|Cụm phó|Phó Cụm trưởng|Khối trưởng|Khối phó|Phó Khối trưởng|Kiểm sát viên|Thẩm phán|Chuyên viên
Cán bộ|Chiến sĩ|Kế toán trưởng|Điều tra viên|Trợ lý|Đại sứ|Phó Trưởng Công an xã
nông dân|công nhân|giáo viên|sinh viên|học sinh|nhân viên|hội viên|đoàn viên|chủ hộ|tài xế|phóng viên
chủ cơ sở|chủ trang trại|người dân|chủ doanh nghiệp|bảo vệ dân phố|dân quân|công an viên
"""

ORG_HEADS = """
Bộ|Ban|Cục|Vụ|Viện|Tổng cục|Tổng công ty|Công ty|Tập đoàn|Sở|Phòng|Chi cục|UBND|HĐND|Ủy ban nhân dân|Ủy ban
Hội đồng nhân dân|Hội đồng|Ủy ban MTTQ|MTTQ|UBMTTQ
Ủy ban Mặt trận Tổ quốc|Mặt trận Tổ quốc|Mặt trận|Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Quận ủy|Đảng ủy|Đảng bộ
Đảng đoàn|Chi bộ|Ban Chấp hành|Ban Thường vụ|Quân ủy Trung ương
Hội|Liên hiệp|Liên đoàn|Liên đoàn Lao động|LĐLĐ|Công đoàn|Trung ương Đoàn|Trung ương Hội|Đoàn|Tỉnh đoàn
Thành đoàn|Huyện đoàn|Quận đoàn|Thị đoàn|Hiệp hội|Công an|Quân khu|Quân đoàn|Bộ Tư lệnh
Bộ Chỉ huy|BCH|Bộ đội Biên phòng|BĐBP|Cảnh sát|Trại giam|Trường|Học viện|Đại học|Bệnh viện|Trung tâm|Trạm
Đồn|Đội|Tổ|Văn phòng|Tòa án|TAND|Viện kiểm sát|VKSND|Kho bạc|Ngân hàng|Báo|Đài|Quốc hội|Chính phủ
Hợp tác xã|HTX|Chi hội|Chi đoàn|Câu lạc bộ|CLB|Bảo hiểm xã hội|BHXH|Cụm thi đua|Cụm|Khối thi đua|Khối
Đoàn đại biểu|Thanh tra|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|TP|TP.|tỉnh|thôn|ấp|bản|xóm|khu phố
khóm|tổ dân phố
Quỹ|Nhà máy|Xí nghiệp|Doanh nghiệp|Cơ quan|Trung đoàn|Sư đoàn|Lữ đoàn|Tiểu đoàn|Đại đội|Hạt Kiểm lâm
Hải quan|Cục Thuế|Chi cục Thuế|Kiểm toán|EVN
"""

NOT_PERSON_BEFORE = """
đường|phố|đường phố|trường|THPT|THCS|tiểu học|mầm non|mẫu giáo|TH|xã|phường|thị trấn|quận|huyện|thị xã|làng
thôn|ấp|bản|xóm|công viên|bệnh viện|giải thưởng|giải|quỹ
cầu|chợ|sân vận động|nhà hát|bảo tàng|khu|tư tưởng|đạo đức|phong cách|gương|lăng|quảng trường|học viện|đội
chi đội|liên đội|nghĩa trang|đền|chùa|phủ|miếu|đình|trung đoàn|đại học|cao đẳng|học bổng
tượng đài|tượng|di tích|khu di tích|hang|hồ|sông|núi|đảo|đoàn thanh niên cộng sản|đoàn tncs
thanh niên cộng sản|thiếu niên tiền phong|đội tntp|tntp|tncs|tên|mang tên|thành phố|tp|tp.|bác|đại lộ
phòng khám|công ty|dntn|doanh nghiệp|tiệm|cửa hàng|nhà xuất bản|chùa|lớp
hội trường|trung tâm hội nghị|trại hè|chiến dịch|tỉnh|khu phố|khóm|nhóm|căn cứ|huân chương|huy chương
"""

DOCUMENT_KINDS = """
Chỉ thị|Nghị quyết|Nghị quyết liên tịch|Nghị định|Thông tư|Thông tư liên tịch|Quyết định|Kế hoạch
Kế hoạch liên tịch|Kế hoạch liên ngành|Kết luận|Thông báo|Thông báo Kết luận|Thông báo kết luận
Công văn|Công điện|Hướng dẫn|Đề án|Chương trình|Chương trình hành động|Chương trình phối hợp
Chương trình mục tiêu quốc gia|Chương trình mục tiêu Quốc gia|Quy chế|Quy chế phối hợp|Quy định|Luật|Bộ luật
Pháp lệnh
Tờ trình|Báo cáo|Điều lệ|Quyết nghị|Văn bản|Thư|Thư khen|Sắc lệnh|Lời kêu gọi|Hiến pháp|Dự án|Chiến lược
Quy ước|Biên bản ghi nhớ|Thỏa thuận
"""

FORMS: dict[str, str] = {
    "huan_chuong": "huân chương|huy chương",
    "ky_niem_chuong": "kỷ niệm chương|kỉ niệm chương|huy hiệu",
    "co_thi_dua": "cờ thi đua|cờ thi đua xuất sắc|cờ đơn vị|cờ đơn vị xuất sắc|cờ|cờ truyền thống|lá cờ",
    "bang_khen": "bằng khen",
    "giay_khen": "giấy khen",
    "chien_si_thi_dua": "chiến sĩ thi đua|chiến sỹ thi đua|cstđ|chiến sĩ thi đua cơ sở|"
    "chiến sĩ thi đua toàn quốc",
    "lao_dong_tien_tien": "lao động tiên tiến|chiến sĩ tiên tiến|chiến sỹ tiên tiến|cán bộ, chiến sĩ tiên tiến",
    "tap_the_lao_dong_xuat_sac": "tập thể lao động xuất sắc",
    "tap_the_lao_dong_tien_tien": "tập thể lao động tiên tiến",
    "don_vi_quyet_thang": "đơn vị quyết thắng|đơn vị thi đua quyết thắng|cờ đơn vị quyết thắng",
    "danh_hieu": "danh hiệu|danh hiện|danh hiêu",
    "giai_thuong": "giải thưởng|giải nhất|giải nhì|giải ba|giải khuyến khích|giải a|giải b|giải c|"
    "giải đặc biệt",
    "bieu_duong": "tuyên dương|tôn vinh|biểu dương|vinh danh",
    "khen_thuong": "khen thưởng",
}

INDIVIDUALS = """
cá nhân|chiến sĩ|chiến sỹ|đồng chí|đ/c|cán bộ|cán bộ, chiến sĩ|cán bộ chiến sĩ|CBCS|người|đoàn viên|hội viên
học sinh|sinh viên|giáo viên|nhà giáo|công nhân|nông dân|thanh niên|gương mặt|gương|tấm gương
công nhân lao động|CNVCLĐ|người lao động|cựu chiến binh|già làng|người có uy tín|phụ nữ|em|bác sĩ|doanh nhân
đại biểu|thủ khoa|hội viên, nông dân|đảng viên|quần chúng
"""
COLLECTIVES = """
tập thể|đơn vị|cơ quan|doanh nghiệp|tổ chức|hộ gia đình|hộ|gia đình|xã|phường|thị trấn|huyện|tỉnh|làng
khu dân cư|thôn|ấp|bản|chi hội|chi đoàn|cơ sở|đội|tổ|nhà trường|trường|phòng|ban|sở|công ty
cụm|khối|chi bộ|đảng bộ|công đoàn|công đoàn cơ sở|tập thể nhỏ|đoàn|câu lạc bộ|mô hình|hợp tác xã|hội
cơ sở đoàn|cấp hội|tổ dân phố|khu phố|nhóm|ngành|tập đoàn|tổng công ty
"""

UNITS = """
người|lượt người|lượt|lượt hội viên|lượt hộ|hộ|hộ dân|hộ gia đình|hộ nghèo|gia đình|đại biểu|đơn vị|tập thể
cá nhân|đối tượng|vụ|vụ việc|vụ án|vụ tai nạn|vụ phạm pháp hình sự|vụ cháy|tin|nguồn tin|tin báo
nguồn tin báo|bị can
cuộc|buổi|đợt|lớp|hội nghị|hội thi|cuộc thi|văn bản|chỉ thị|nghị quyết|kế hoạch|quyết định|báo cáo|dự thảo
dự án|đề án|đề tài|công trình|công trình, phần việc|phần việc|sáng kiến|giải pháp|nhiệm vụ
nhiệm vụ, giải pháp
tờ|tờ rơi|cuốn|quyển|bản|bộ|tin, bài|tin bài|bài|bài viết|tấn|tạ|kg|ki-lô-gam|lít|m|mét|m2|m²|m 2|m3|m³
mét khối|mét vuông|km|km2|ha|hec-ta|héc ta|sào|công|con|cây|chiếc|cái|căn|căn nhà|ngôi nhà|nhà|ngôi|phòng
phòng học|suất|suất quà|phần quà|suất học bổng|học bổng
ngày công|công lao động|giờ công|tỉnh|thành phố|huyện|quận|xã|phường|thị trấn|thị xã|xã, phường
xã, phường, thị trấn|thôn|ấp|bản|làng|xóm|khu dân cư|khu phố|tổ dân phố|tổ|đội|nhóm|câu lạc bộ|cụm|khối
chi hội|chi đoàn|chi bộ|hội luật gia|hội
mô hình|điển hình|điển hình tiên tiến|gương|tấm gương|gương người tốt, việc tốt|hội viên|đoàn viên|đảng viên
đoàn viên, thanh niên|thanh niên|thành viên|cán bộ|cán bộ, chiến sĩ|CBCS|chiến sĩ|đồng chí|anh chị|em
học sinh|sinh viên|giáo viên|công nhân|lao động|phụ nữ|nông dân
luật gia|luật sư|doanh nghiệp|cơ quan|trường|trường học|cơ sở|trung tâm|trạm|điểm|điểm cầu|điểm đến|tiêu chí
chỉ tiêu|nội dung|mặt công tác|lĩnh vực|chuyên đề|chương trình|hạng mục|tuyến đường|tuyến|cầu|cống|cầu, cống
camera|xe|xe ô tô|ô tô|xe máy|mô tô|phương tiện|khẩu súng|khẩu|viên|quả
đồng|triệu đồng|tỷ đồng|USD|%|phần trăm|trường hợp|hồ sơ|đơn|đơn thư|ý kiến|lượt ý kiến|kiến nghị|tác phẩm
tiết mục|đội thi|thí sinh|đội dự thi|bệnh nhân|nạn nhân|liệt sĩ|cháu|trẻ em|bếp|lồng|giỏ|áo|đôi|cặp|thùng
gói|đơn vị máu|bình|bóng|bóng đèn|cột|mét đường|hố|chi nhánh|cửa hàng|trang trại|hợp tác xã|tổ hợp tác
cổng|cổng dân cư|băng rôn|khẩu hiệu|panô|pa nô|áp phích|mũ|mũ bảo hiểm|bút|móc khóa|gian hàng|sản phẩm
mặt hàng|tiểu phẩm|ca|kíp|hội đồng|phương hướng|phương hướng, nhiệm vụ|bài học|kinh nghiệm|cách làm|anh|chị
bị cáo|tổ chức|băng nhóm|ổ nhóm|ổ|hành vi|lỗi|giấy phép|chữ ký|tài khoản|điện thoại|bàn|ghế|máy|máy tính
đầu sách
ngàn|hội thảo|diễn đàn|tọa đàm|chuyến|thẻ|thẻ bảo hiểm|sổ tiết kiệm|con giống|con bò|con bê|bao|túi|ly
hũ gạo|mẫu|vườn|ruộng|thửa|giếng|nhà văn hóa|nhà tình nghĩa|nhà đại đoàn kết|nhà tình thương|mái ấm|khu
quốc gia|nước|dân tộc|tôn giáo|chùa|nhà thờ|cơ sở đoàn|công đoàn|tổ chức đoàn|đề xuất|mục tiêu|giải
hình thức|cấp|ngành|sở, ngành|ban, ngành|tổ chức hội|hội, đoàn thể|khách|du khách|cử tri|dân|chiến sỹ
bài báo|bức ảnh|bài dự thi|bài thi
"""

NOT_UNITS = """
năm|tháng|ngày|giờ|phút|giây|tuần|quý|tuổi|thế kỷ|mùa|khóa|nhiệm kỳ|kỳ|lần|và|đến|tới|của|tại|trong|cho|về
với|là|được|đã|do|vào|từ|ở|thì|hay|hoặc|trở|trên|dưới|theo|bằng|nhằm|để|sau|trước|cùng|các|những|nhất
giai đoạn|phần|lên|xuống|so|có|khi|mà|này|đó|nên|vì
"""

QUALIFIERS = (
    "hơn|gần|trên|khoảng|chừng|ước|ước đạt|ước tính|tới|trung bình|bình quân|tối thiểu|"
    "ít nhất|tối đa|dưới|không dưới|xấp xỉ|hàng|đạt trên|đạt hơn|đạt gần"
)

SPEECH = (
    "phát biểu|chỉ đạo|nhấn mạnh|yêu cầu|đề nghị|kết luận|phát động|khẳng định|biểu dương|"
    "ghi nhận|đánh giá|lưu ý|mong muốn|đề xuất|tham luận|bày tỏ|chúc mừng|nêu rõ|"
    "đánh giá cao|gợi ý|chia sẻ tại"
)
INTERVIEW = (
    "cho biết|cho hay|chia sẻ|tâm sự|nói|kể|bộc bạch|trao đổi|thổ lộ|phấn khởi|nhận xét|"
    "trả lời|tự hào|khoe|nhớ lại|cho rằng|bày tỏ"
)
